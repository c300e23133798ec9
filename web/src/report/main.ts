// The report page: reads the report, puts the sections in the order of a reader's questions, keeps them in step.
import { readReport } from './reader.js';
import { State } from './state.js';
import { $, el } from '../shared/dom.js';
import { header } from './sections/header.js';
import { overviewSection } from './sections/overview_section.js';
import { chartSection } from './sections/chart_section.js';
import { eventsSection } from './sections/events_section.js';
import { EventOrder } from './event_order.js';
import { learnedSection } from './sections/learned_section.js';
import { settingsSection } from './sections/settings_section.js';
import { sentence } from './event_words.js';
import { live, say } from '../shared/announce.js';
import { addKeyboard } from './keyboard.js';
import { addPrinting } from './printing.js';

const begun = performance.now();
const { report, array } = readReport();
const state = new State(report, array), order = new EventOrder(state);
let announced = null;  // the event last selected
const overviewPart = overviewSection(state), chartPart = chartSection(state);

$('#tidegate').append(el('a', { href: '#events', class: 'skip' }, 'Skip to the events'), header(state),
  el('main', {}, overviewPart.node, chartPart.node, eventsSection(state, order), learnedSection(state), settingsSection(state)), live);

if (state.drawable) drawCharts();
else {
  overviewPart.remove();
  chartPart.node.replaceChildren(el('h2', { id: 'chart-h', class: 'sr' }, 'Chart'),
    el('p', { class: 'empty' }, 'There is nothing to draw: no channel has two usable rows. The section "Data" says what was found.'));
}
state.on('selection', announceSelection);
addKeyboard(state, order);
openAddressed();
addEventListener('hashchange', openAddressed);
window.tidegate = { state, ready: performance.now() - begun };  // for tests and for the curious

function drawCharts() {
  const overview = overviewPart.attach(), charts = chartPart.attach();
  let queued = false;
  const redraw = () => { queued = false; charts.draw(); overview.move(); };
  state.on('view channel selection filter clock', () => { if (!queued) { queued = true; requestAnimationFrame(redraw); } });
  state.on('channel filter clock', () => overview.layout());
  const recolour = () => { charts.rebuild(); overview.layout(); };
  state.on('theme', recolour);
  addPrinting(recolour);
}

/** The row is new after every selection: focus goes to it, and back to it when the event is let go. */
function announceSelection() {
  const e = state.selected;
  if (!e) {
    if (document.activeElement === document.body) $(`#event-${announced?.id} button.open`)?.focus({ preventScroll: true });
    return;
  }
  announced = e;
  say(`Event ${e.id}, severity ${Math.round(e.severity)}, ${state.levelName(e.level)}. ${sentence(state, e)}`);
  const row = $('#event-' + e.id);
  row.scrollIntoView({ block: 'nearest' });
  $('#card-' + e.id).scrollIntoView({ block: 'nearest' });
  $('button.open', row).focus({ preventScroll: true });
}

/** `#event-3` in the address opens event 3. */
function openAddressed() {
  const found = /^#event-(\d+)$/.exec(location.hash), event = found && state.events[found[1] - 1];
  if (event) state.select(event);
}
