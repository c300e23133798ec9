// The whole series at a glance.
import { Overview } from '../../shared/charts/overview.ts';
import { el, button, section, legend, key } from '../../shared/dom.ts';
import type { LegendEntry } from '../../shared/dom.ts';
import { pips } from '../../shared/figures/marks.ts';
import { heatOf } from '../heat.ts';
import { LANES_SHOWN, overviewData } from '../lanes.ts';
import type { State } from '../state.ts';

const LANES = 'Each lane is one channel; the colour of a cell shows its largest distance from the expected value.';

/** `attach()` draws it once the node is in the page; `remove()` leaves the section without its picture. */
export function overviewSection(state: State) {
  const box = el('div', { class: 'overview' });
  const heat = heatOf(state);
  const count = state.channels.length;
  let overview: Overview | null = null;
  let all = false;
  const words = () => (all ? `Show the ${LANES_SHOWN} strongest` : `Show all ${count} channels`);
  const more = button(
    words(),
    () => {
      all = !all;
      more.textContent = words();
      overview?.layout();
    },
    { class: 'small' },
  );
  const levels = state.report.severity_levels.map((l, i): LegendEntry => [pips(i), l.name]);
  const marks = legend([...levels, state.training && [key('train'), 'training part']], 'div');
  const node = section('overview', 'Overview', state.many && LANES, marks, box, count > LANES_SHOWN && more);
  const attach = () => (overview = new Overview(box, state.view, state.clock, () => overviewData(state, heat, all)));
  const remove = () => {
    box.remove();
    more.remove();
  };
  return { node, attach, remove };
}
