// The large charts with their tools and keys.
import { el, button } from '../../shared/dom.js';
import { Charts } from '../charts.js';
import { Readout } from './readout.js';

/** → {node, attach, readout}: `attach()` draws the charts once the node is in the page. */
export function chartSection(state) {
  const mainBox = el('div', { class: 'plot' }), scoreBox = el('div', { class: 'plot' }), readout = new Readout(state);
  const focus = el('div', { class: 'charts', tabindex: 0, role: 'group', 'aria-labelledby': 'chart-h', 'aria-describedby': 'chart-help', onkeydown: e => onKey(state, e) },
    mainBox, el('p', { class: 'score-title' }, el('strong', {}, 'Score'), el('span', { class: 'muted' }, ' ' + state.report.score.words)), scoreBox);
  const node = el('section', { id: 'chart', 'aria-labelledby': 'chart-h' },
    el('div', { class: 'chart-head' }, heading(state), tools(state)), readout.node, focus, help());
  const attach = () => new Charts(state, mainBox, scoreBox, row => readout.show(row));
  return { node, attach };
}

function heading(state) {
  const title = el('h2', { id: 'chart-h', class: state.many ? 'sr' : null }), range = el('p', { class: 'range num' });
  const picker = state.many ? channelPicker(state) : null;
  const name = () => {
    const c = state.channels[state.channel], unit = c?.unit && !c.name.includes(`[${c.unit}]`) ? ` [${c.unit}]` : '';
    title.textContent = c ? c.name + unit : 'No channel';
    if (picker) picker.value = state.channel;
  };
  const span = () => { range.textContent = state.clock.range(state.x0, state.x1); };
  state.on('channel', name);
  state.on('view clock', span);
  name();
  span();
  return el('div', {}, picker && el('div', { class: 'pick' }, el('label', { for: 'channel', class: 'sr' }, 'Channel'), picker), title, range);
}

const channelPicker = state => el('select', { id: 'channel', onchange: e => state.setChannel(+e.target.value) },
  state.channelOrder.map(i => el('option', { value: i, selected: i === state.channel }, state.channels[i].name)));

function tools(state) {
  const tool = (sign, name, act) => button(sign, act, { 'aria-label': name, title: name });
  return el('div', { class: 'tools' },
    el('label', { class: 'check' }, el('input', { type: 'checkbox', checked: true, onchange: e => state.setFitHeight(e.target.checked) }), 'Fit height'),
    el('span', { class: 'pans' }, tool('\u2190', 'Move left', () => state.pan(-0.3)), tool('\u2192', 'Move right', () => state.pan(0.3))),
    tool('\u2212', 'Zoom out', () => state.zoom(1.6)), tool('+', 'Zoom in', () => state.zoom(1 / 1.6)), button('Whole series', () => state.reset()));
}

const help = () => el('p', { class: 'help', id: 'chart-help' },
  'Drag to zoom, shift-drag or a finger to move, Ctrl-wheel or two fingers to zoom, double click for the whole series. Keys: arrows, plus, minus, 0; j and k step through the events, Escape lets go.');

function onKey(state, e) {
  const span = state.x1 - state.x0;
  const act = {
    ArrowLeft: () => state.pan(-0.15), ArrowRight: () => state.pan(0.15), '+': () => state.zoom(1 / 1.4), '=': () => state.zoom(1 / 1.4), '-': () => state.zoom(1.4),
    0: () => state.reset(), Home: () => state.setView(state.t0, state.t0 + span), End: () => state.setView(state.t1 - span, state.t1),
  }[e.key];
  if (!act || e.ctrlKey || e.metaKey || e.altKey) return;
  e.preventDefault();
  act();
}
