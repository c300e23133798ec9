// Why this event: picture, numbers, channels, the influential rows, the most similar normal stretch.
import { el, button, $, key, legend } from '../../shared/dom.ts';
import { figure } from '../../shared/figures/figure.ts';
import { duration, fixed, number, signed } from '../../shared/words.ts';
import type { EventOrder } from '../event_order.ts';
import { moment, sentence, shareBar, topChannel, unitOf } from '../event_words.ts';
import { closeUp } from '../figures/close_up.ts';
import type { PageEvent, State } from '../state.ts';
import type { EventChannel, MatteringRow, SimilarStretch } from '../wire.ts';

const CHANNELS_SHOWN = 8;

export function eventCard(state: State, order: EventOrder, e: PageEvent) {
  const index = state.channelNamed(e.channels[0].name);
  const { similar } = e;
  return el(
    'div',
    { class: 'card' },
    story(state, e),
    el(
      'figure',
      {},
      figure((width) => closeUp(state, e, index, width)),
      pictureKey(e),
    ),
    el(
      'div',
      { class: 'card-facts' },
      atPeak(state, e),
      el('div', {}, e.mattered.length > 0 && rowsThatMattered(state, e), similar && similarFacts(state, similar)),
    ),
    state.many && channelShares(state, e),
    actions(state, order, e),
  );
}

const pictureKey = (e: PageEvent) =>
  legend(
    [
      [key('value'), 'observed'],
      [key('expected'), 'expected'],
      [key('band'), 'normal band'],
      e.similar && [key('ghost'), 'most similar normal stretch'],
      e.mattered.length > 0 && [key('mattered'), 'influential rows'],
    ],
    'figcaption',
  );

function story(state: State, e: PageEvent) {
  const top = e.channels[0];
  const c = topChannel(state, e);
  const normal = `${fixed(top.lower, c.digits)} to ${fixed(top.upper, c.digits)}${unitOf(c)}`;
  const gap = duration(e.after_gap_s * 1000);
  return el(
    'p',
    { class: 'card-say' },
    el('strong', {}, `Event ${e.id}. `),
    sentence(state, e),
    top.lower != null && ` The normal band was ${normal}.`,
    e.kind_reason && ` Kind: ${e.kind}, ${e.kind_reason}.`,
    !e.kind_reason && e.scorer_reason && ` Why: ${e.scorer_reason}.`,
    e.after_gap_s > 0 && ` There are no data in the ${gap} before it, so the expected value is less certain.`,
    e.part === 'train' && ' It is in the training part, so the network was trained on it.',
  );
}

function atPeak(state: State, e: PageEvent) {
  const top = e.channels[0];
  const c = topChannel(state, e);
  const off = top.value != null && top.expected != null ? top.value - top.expected : null;
  const row = (name: string, words: string, small = '') => [
    el('dt', {}, name),
    el('dd', { class: 'num' }, words, small && el('small', {}, ' ' + small)),
  ];
  const withUnit = (v: number | null) => fixed(v, c.digits) + unitOf(c);
  const usual = off != null && c.sigma ? `${number(Math.abs(off) / c.sigma, 2)}× the typical error` : '';
  const times = `${number(e.score / state.thresholdOf(e), 2)}× the threshold`;
  return [
    el('h3', {}, state.many ? `${top.name} at the peak` : 'At the peak'),
    el(
      'dl',
      {},
      row('Observed', withUnit(top.value)),
      row('Expected', withUnit(top.expected)),
      row('Difference', off != null ? signed(off, c.digits) + unitOf(c) : 'none', usual),
      row('Score', number(e.score, 3), times),
      row('Flagged rows', `${e.flagged_rows} of ${e.end_index - e.start_index + 1}`),
    ),
  ];
}

function rowsThatMattered(state: State, e: PageEvent) {
  const place = (m: MatteringRow) => {
    const away = Math.abs(e.peak_index - m.index);
    const side = m.index < e.peak_index ? 'before' : 'after';
    return away === 1 ? `the row ${side} the peak` : `${away} rows ${side} the peak`;
  };
  const line = (m: MatteringRow) =>
    el(
      'li',
      {},
      moment(state, state.rowX[m.index]),
      `: ${fixed(100 * m.share, 0)} %`,
      el('span', { class: 'muted' }, `, ${place(m)}; without it ${number(m.score_without, 3)}`),
    );
  return [
    el('h3', {}, 'Influential rows'),
    el('ul', { class: 'mattered' }, e.mattered.map(line)),
    el('p', { class: 'muted' }, `The peak's own score, before smoothing, is ${number(e.peak_score, 3)}.`),
  ];
}

function similarFacts({ clock, rowX }: State, similar: SimilarStretch) {
  const { start_index: first, end_index: last, context_before: before, distance } = similar;
  const apart = `${number(distance, 2)} training deviations apart`;
  return [
    el('h3', {}, 'Most similar normal stretch'),
    el(
      'p',
      {},
      clock.stretch(rowX[first], rowX[last]),
      el('span', { class: 'muted' }, `, beside the event and the ${before} rows before it: ${apart}`),
    ),
  ];
}

function channelShares(state: State, e: PageEvent) {
  const head = ['Channel', 'Share', 'Observed', 'Expected'].map((words) => el('th', { scope: 'col' }, words));
  const rows = e.channels.slice(0, CHANNELS_SHOWN).map((x) => shareRow(state, x));
  const table = el('table', { class: 'mini' }, el('thead', {}, el('tr', {}, head)), el('tbody', {}, rows));
  return el(
    'div',
    { class: 'card-channels' },
    el('h3', {}, 'Channels in the score'),
    el('div', { class: 'table-wrap' }, table),
  );
}

function shareRow(state: State, x: EventChannel) {
  const index = state.channelNamed(x.name);
  const c = state.channels[index];
  const show = button(x.name, () => state.setChannel(index), { class: 'text', title: `Show ${x.name} in the chart` });
  return el(
    'tr',
    {},
    el('th', { scope: 'row' }, show),
    el('td', {}, shareBar(x.share), el('span', { class: 'num' }, ` ${fixed(100 * x.share, 0)} %`)),
    el('td', { class: 'num' }, fixed(x.value, c.digits), el('small', {}, unitOf(c))),
    el('td', { class: 'num' }, fixed(x.expected, c.digits)),
  );
}

function actions(state: State, order: EventOrder, e: PageEvent) {
  const events = order.list();
  const i = events.indexOf(e);
  const toChart = () => $('#chart')?.scrollIntoView({ block: 'start' });
  const showSimilar = ({ start_index }: SimilarStretch) => {
    const length = e.t1 - e.t0;
    const start = state.rowX[start_index];
    state.view.set(start - length, start + 2 * length);
    toChart();
  };
  const { similar } = e;
  return el(
    'div',
    { class: 'card-do' },
    button('Previous', () => order.step(-1), { disabled: i <= 0 }),
    button('Next', () => order.step(1), { disabled: i >= events.length - 1 }),
    button('Show in the chart', toChart),
    similar && button('Show the similar stretch', () => showSimilar(similar)),
    button('Close', () => state.select(null)),
  );
}
