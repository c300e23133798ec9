// The whole series at a glance.
import { el, button, section, legend, key } from '../../shared/dom.js';
import { Overview, LANES_SHOWN } from '../../shared/charts/overview.js';
import { pips } from '../../shared/figures/marks.js';

/** → {node, attach}: `attach()` draws it once the node is in the page. */
export function overviewSection(state) {
  const box = el('div', { class: 'overview' }), hidden = state.channels.length - LANES_SHOWN;
  let overview = null;
  const more = hidden > 0 && button(`Show all ${state.channels.length} channels`, e => {
    overview.all = !overview.all;
    e.target.textContent = overview.all ? `Show the ${LANES_SHOWN} strongest` : `Show all ${state.channels.length} channels`;
    overview.layout();
  }, { class: 'small' });
  const levels = state.report.severity_levels.map((l, i) => [pips(i), l.name]);
  const node = section('overview', 'Overview',
    state.many ? 'Each lane is one channel; a cell takes the colour of its largest distance from the expected value.' : null,
    legend([...levels, state.trainSpan && [key('train'), 'training part']], 'div'), box, more);
  const attach = () => { overview = new Overview(state, box); return overview; };
  return { node, attach, remove: () => { box.remove(); more?.remove?.(); } };
}
