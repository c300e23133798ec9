// The report page: reads the report, puts the sections in the order of a reader's questions, keeps them in step.
import { live, say } from '../shared/announce.ts';
import { $, el } from '../shared/dom.ts';
import { EventOrder } from './event_order.ts';
import { sentence } from './event_words.ts';
import { addKeyboard } from './keyboard.ts';
import { addPrinting } from '../shared/printing.ts';
import { readReport } from './reader.ts';
import { chartSection } from './sections/chart_section.ts';
import { eventsSection } from './sections/events_section.ts';
import { header } from './sections/header.ts';
import { learnedSection } from './sections/learned_section.ts';
import { overviewSection } from './sections/overview_section.ts';
import { settingsSection } from './sections/settings_section.ts';
import { State } from './state.ts';
import type { PageEvent } from './state.ts';

const begun = performance.now();
const { report, array } = readReport();
const state = new State(report, array);
const order = new EventOrder(state);
let announced: PageEvent | null = null; // the event last selected
const overviewPart = overviewSection(state);
const chartPart = chartSection(state);

$('#tidegate')?.append(
  el('a', { href: '#events', class: 'skip' }, 'Skip to the events'),
  header(state),
  el(
    'main',
    {},
    overviewPart.node,
    chartPart.node,
    eventsSection(state, order),
    learnedSection(state),
    settingsSection(state),
  ),
  live,
);

if (state.drawable) drawCharts();
else sayNothingToDraw();
state.on(['selection'], announceSelection);
addKeyboard(state, order);
openAddressed();
addEventListener('hashchange', openAddressed);
Object.assign(window, { tidegate: { state, ready: performance.now() - begun } }); // for tests and for the curious

function drawCharts() {
  const overview = overviewPart.attach();
  const charts = chartPart.attach();
  let queued = false;
  const redraw = () => {
    queued = false;
    charts.draw();
    overview.move();
  };
  state.on(['view', 'channel', 'selection', 'filter', 'clock'], () => {
    if (!queued) requestAnimationFrame(redraw);
    queued = true;
  });
  state.on(['channel', 'filter', 'clock'], () => overview.layout());
  const recolour = () => {
    charts.rebuild();
    overview.layout();
  };
  state.on(['theme'], recolour);
  addPrinting(recolour);
}

function sayNothingToDraw() {
  const why = 'There is nothing to plot: no channel has two usable rows. See "Data" below for what was found.';
  overviewPart.remove();
  chartPart.node.replaceChildren(el('h2', { id: 'chart-h', class: 'sr' }, 'Chart'), el('p', { class: 'empty' }, why));
}

/** The row is new after every selection: focus goes to it, and back to it when the event is let go. */
function announceSelection() {
  const e = state.selected;
  const rowButton = (id: number | undefined) => $(`#event-${id} button.open`);
  if (!e) {
    if (document.activeElement === document.body) rowButton(announced?.id)?.focus({ preventScroll: true });
    return;
  }
  announced = e;
  say(`Event ${e.id}, severity ${Math.round(e.severity)}, ${state.levelName(e.level)}. ${sentence(state, e)}`);
  $('#event-' + e.id)?.scrollIntoView({ block: 'nearest' });
  $('#card-' + e.id)?.scrollIntoView({ block: 'nearest' });
  rowButton(e.id)?.focus({ preventScroll: true });
}

/** `#event-3` in the address opens event 3. */
function openAddressed() {
  const found = /^#event-(\d+)$/.exec(location.hash);
  const event = found && state.events[Number(found[1]) - 1];
  if (event) state.select(event);
}
