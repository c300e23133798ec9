// Top of the page: verdict, facts, checks, command.
import { isPhone } from '../../shared/charts/palette.ts';
import { command } from '../../shared/command.ts';
import { el } from '../../shared/dom.ts';
import { mark } from '../../shared/figures/marks.ts';
import { themeSwitch } from '../../shared/theme.ts';
import { integer, number, bytes, plural } from '../../shared/words.ts';
import type { State } from '../state.ts';
import type { Check, Model, Rows, Split } from '../wire.ts';
import { verdict } from './verdict.ts';
import { zoneSwitch } from './zone_switch.ts';

const SECTIONS = [
  ['overview', 'Overview'],
  ['events', 'Events'],
  ['learned', 'Learning'],
  ['settings', 'Settings'],
];
const STATUS_WORDS = { ok: 'fine', caution: 'caution', fail: 'failed', info: 'note' };

export function header(state: State) {
  const { report } = state;
  const links = SECTIONS.map(([id, words]) => el('a', { href: '#' + id }, words));
  return el(
    'header',
    { class: 'top' },
    el(
      'div',
      { class: 'topbar' },
      el('a', { href: '#tidegate', class: 'word' }, 'Tidegate report'),
      el('nav', { 'aria-label': 'Sections' }, links),
      el('div', { class: 'spacer' }),
      zoneSwitch(state),
      themeSwitch(() => state.announce('theme')),
    ),
    el('div', { class: 'hero' }, verdict(state), about(state)),
    report.checks.length > 0 && checks(report.checks),
    command(report.command),
  );
}

function about(state: State) {
  const rows = facts(state).map(([name, words]) => [el('dt', {}, name), el('dd', {}, words)]);
  const summary = el('summary', {}, 'What was analysed');
  return el('details', { class: 'about', open: !isPhone() }, summary, el('dl', { class: 'facts' }, rows));
}

function checks(list: Check[]) {
  const status = (c: Check) => el('span', { class: 'sr' }, ` (${STATUS_WORDS[c.status]})`);
  const entry = (c: Check) =>
    el(
      'li',
      { class: c.status },
      el(
        'a',
        { href: '#' + c.section },
        el('span', { class: 'check-title' }, mark(c.status), c.title, status(c)),
        el('strong', {}, c.value),
        el('span', { class: 'muted' }, c.detail),
      ),
    );
  return el('ul', { class: 'checks', 'aria-label': 'Checks of this result' }, list.map(entry));
}

type Fact = [name: string, words: string];

function facts(state: State) {
  const { report, rowX, clock, view } = state;
  const { source, created } = report;
  const made = `${created.slice(0, 10)} ${created.slice(11, 16)} UTC by Tidegate ${report.tidegate}`;
  const known: (Fact | false)[] = [
    ['File', source.bytes ? `${source.name}, ${bytes(source.bytes)}` : source.name],
    ['Rows', integer(source.rows)],
    ['Channels', channelFact(state)],
    source.step !== undefined && ['Step', source.step],
    clock.hasTime && rowX.length > 0 && ['Range', clock.range(view.t0, view.t1)],
    ['Model', modelFact(report.model)],
    ['Parts', partsFact(report.split)],
    ['Made', made],
  ];
  return known.filter((fact) => fact !== false);
}

function channelFact({ channels }: State) {
  const names = channels.map((c) => c.name);
  if (names.length !== 1)
    return `${names.length}: ${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`;
  const { name, unit } = channels[0];
  return unit && !name.includes(`[${unit}]`) ? `${name} [${unit}]` : name;
}

function modelFact(model: Model) {
  const trained = model.trained_seconds == null ? '' : `, trained in ${number(model.trained_seconds, 2)} s`;
  return `${model.words}; ${plural(model.parameters, 'parameter')}${trained}`;
}

function partsFact(split: Split | undefined) {
  if (!split) return 'all rows scored, with a model trained earlier';
  const count = ([first, last]: Rows) => integer(last - first + 1);
  const parts = [
    `${count(split.train)} rows for training`,
    split.validation && `${count(split.validation)} for validation`,
    split.scored && `${count(split.scored)} only scored`,
  ];
  return parts.filter(Boolean).join(', ');
}
