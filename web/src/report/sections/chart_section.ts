// The large charts with their tools and keys.
import { el, button, checkbox } from '../../shared/dom.ts';
import { Charts } from '../charts.ts';
import type { State } from '../state.ts';
import { Readout } from './readout.ts';

/** `attach()` draws the charts once the node is in the page. */
export function chartSection(state: State) {
  const mainBox = el('div', { class: 'plot' });
  const scoreBox = el('div', { class: 'plot' });
  const readout = new Readout(state);
  const focus = el(
    'div',
    {
      class: 'charts',
      tabindex: 0,
      role: 'group',
      'aria-labelledby': 'chart-h',
      'aria-describedby': 'chart-help',
      onkeydown: (e) => onKey(state, e),
    },
    mainBox,
    el(
      'p',
      { class: 'score-title' },
      el('strong', {}, 'Score'),
      el('span', { class: 'muted' }, ' ' + state.report.score.words),
    ),
    scoreBox,
  );
  const head = el('div', { class: 'chart-head' }, heading(state), tools(state));
  const node = el('section', { id: 'chart', 'aria-labelledby': 'chart-h' }, head, readout.node, focus, help());
  const attach = () => new Charts(state, mainBox, scoreBox, (row) => readout.show(row));
  return { node, attach };
}

function heading(state: State) {
  const title = el('h2', { id: 'chart-h', class: state.many ? 'sr' : null });
  const range = el('p', { class: 'range num' });
  const picker = state.many ? channelPicker(state) : null;
  const name = () => {
    const c = state.channels[state.channel] ?? { name: 'No channel', unit: '' };
    title.textContent = c.name + (c.unit && !c.name.includes(`[${c.unit}]`) ? ` [${c.unit}]` : '');
    if (picker) picker.value = String(state.channel);
  };
  const span = () => {
    range.textContent = state.clock.range(state.view.x0, state.view.x1);
  };
  state.on(['channel'], name);
  state.on(['view', 'clock'], span);
  name();
  span();
  const label = el('label', { for: 'channel', class: 'sr' }, 'Channel');
  return el('div', {}, picker && el('div', { class: 'pick' }, label, picker), title, range);
}

function channelPicker(state: State) {
  const option = (i: number) => el('option', { value: i, selected: i === state.channel }, state.channels[i].name);
  const picker = el('select', { id: 'channel', onchange: () => state.setChannel(Number(picker.value)) });
  picker.append(...state.channelOrder.map(option));
  return picker;
}

function tools(state: State) {
  const { view } = state;
  const tool = (sign: string, name: string, act: () => void) => button(sign, act, { 'aria-label': name, title: name });
  return el(
    'div',
    { class: 'tools' },
    el(
      'label',
      { class: 'check' },
      checkbox((on) => state.setFitHeight(on)),
      'Fit height',
    ),
    el(
      'span',
      { class: 'pans' },
      tool('\u2190', 'Move left', () => view.pan(-0.3)),
      tool('\u2192', 'Move right', () => view.pan(0.3)),
    ),
    tool('\u2212', 'Zoom out', () => view.zoom(1.6)),
    tool('+', 'Zoom in', () => view.zoom(1 / 1.6)),
    button('Whole series', () => view.reset()),
  );
}

const help = () =>
  el(
    'p',
    { class: 'help', id: 'chart-help' },
    'Drag to zoom, shift-drag or a finger to move, Ctrl-wheel or two fingers to zoom, double click for the whole ' +
      'series. Keys: arrows, plus, minus, 0; j and k step through the events, Escape clears the selection.',
  );

function onKey({ view }: State, e: KeyboardEvent) {
  const acts: Record<string, () => void> = {
    ArrowLeft: () => view.pan(-0.15),
    ArrowRight: () => view.pan(0.15),
    '+': () => view.zoom(1 / 1.4),
    '=': () => view.zoom(1 / 1.4),
    '-': () => view.zoom(1.4),
    0: () => view.reset(),
    Home: () => view.set(view.t0, view.t0 + view.span),
    End: () => view.set(view.t1 - view.span, view.t1),
  };
  if (!acts[e.key] || e.ctrlKey || e.metaKey || e.altKey) return;
  e.preventDefault();
  acts[e.key]();
}
