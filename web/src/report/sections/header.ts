// Top of the page: verdict, facts, checks, command, notices.
import { el } from '../../shared/dom.js';
import { integer, number, bytes, plural } from '../../shared/words.js';
import { mark } from '../../shared/figures/marks.js';
import { isPhone } from '../../shared/charts/palette.js';
import { copyButton } from '../../shared/announce.js';
import { verdict } from './verdict.js';
import { zoneSwitch, themeSwitch } from './switches.js';

const SECTIONS = [['overview', 'Overview'], ['events', 'Events'], ['learned', 'Learning'], ['settings', 'Settings']];
const STATUS_WORDS = { ok: 'fine', caution: 'caution', fail: 'failed', info: 'note' };

export function header(state) {
  const { report } = state;
  return el('header', { class: 'top' },
    el('div', { class: 'topbar' }, el('a', { href: '#tidegate', class: 'word' }, 'Tidegate report'),
      el('nav', { 'aria-label': 'Sections' }, SECTIONS.map(([id, words]) => el('a', { href: '#' + id }, words))),
      el('div', { class: 'spacer' }), zoneSwitch(state), themeSwitch(state)),
    el('div', { class: 'hero' }, verdict(state),
      el('details', { class: 'about', open: !isPhone() }, el('summary', {}, 'What was analysed'),
        el('dl', { class: 'facts' }, facts(state).map(([name, words]) => [el('dt', {}, name), el('dd', {}, words)])))),
    checks(report.checks), command(report.command),
    (report.notices ?? []).map(n => el('p', { class: 'notice ' + n.status }, mark(n.status), el('span', { class: 'sr' }, STATUS_WORDS[n.status] + ': '), n.text)));
}

function checks(list) {
  return list?.length ? el('ul', { class: 'checks', 'aria-label': 'Can this be trusted?' }, list.map(c => el('li', { class: c.status },
    el('a', { href: '#' + c.section }, el('span', { class: 'check-title' }, mark(c.status), c.title, el('span', { class: 'sr' }, ` (${STATUS_WORDS[c.status]})`)),
      el('strong', {}, c.value), el('span', { class: 'muted' }, c.detail))))) : null;
}

export const oneLine = words => words.replace(/\s*\\\n\s*/g, ' ');

function command(words) {
  const code = el('code', { tabindex: 0, role: 'region', 'aria-label': 'Command to reproduce this report' },
    oneLine(words).split(/ (?=--)/).map(part => [el('span', {}, part), ' ']));
  return el('div', { class: 'command' }, el('span', { class: 'muted' }, 'Reproduce'), code, copyButton(() => oneLine(words), 'the command'));
}

function facts(state) {
  const { report, rowX, clock } = state, { source, created } = report;
  return [
    ['File', source.bytes ? `${source.name}, ${bytes(source.bytes)}` : source.name],
    ['Rows', integer(source.rows)], ['Channels', channelFact(state)],
    source.step && ['Step', source.step],
    clock.hasTime && rowX.length > 0 && ['Range', clock.range(state.t0, state.t1)],
    ['Model', modelFact(report.model)], ['Parts', partsFact(report.split)],
    ['Made', `${created.slice(0, 10)} ${created.slice(11, 16)} UTC by Tidegate ${report.tidegate}`],
  ].filter(Boolean);
}

function channelFact(state) {
  const [first] = state.channels, names = state.channels.map(c => c.name);
  if (names.length === 1) return first.unit && !first.name.includes(`[${first.unit}]`) ? `${first.name} [${first.unit}]` : first.name;
  return `${names.length}: ${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`;
}

function modelFact(model) {
  const trained = model.trained_seconds == null ? '' : `, trained in ${number(model.trained_seconds, 2)} s`;
  return `${model.words}; ${plural(model.parameters, 'parameter')}${trained}`;
}

function partsFact(split) {
  if (!split) return 'every row scored by a model trained before';
  const count = ([first, last]) => integer(last - first + 1);
  return [`${count(split.train)} rows to learn`, split.validation && `${count(split.validation)} to validate`,
    split.scored && `${count(split.scored)} only scored`].filter(Boolean).join(', ');
}
