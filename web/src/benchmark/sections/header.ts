// Top of the page: which detector is best, what was compared, what the result is worth, how to repeat it.
import { copyButton } from '../../shared/announce.ts';
import { isPhone } from '../../shared/charts/palette.ts';
import { command } from '../../shared/command.ts';
import { button, el } from '../../shared/dom.ts';
import type { Child } from '../../shared/dom.ts';
import { mark } from '../../shared/figures/marks.ts';
import { themeSwitch } from '../../shared/theme.ts';
import { duration, integer, plural } from '../../shared/words.ts';
import type { Run } from '../run.ts';
import { checks, headline, leadingGroup } from '../verdict.ts';
import type { Check } from '../verdict.ts';

const LINKS: Record<string, string> = {
  leaderboard: 'Leaderboard',
  ranks: 'Ranks',
  families: 'Families',
  cases: 'Cases',
  series: 'Series',
  health: 'Data',
  cost: 'Cost',
  failures: 'Failures',
  detectors: 'Settings',
};
const STATUS_WORDS = { ok: 'fine', caution: 'caution', fail: 'failed', info: 'note' };

/** `present`: the sections this page has. */
export function header(run: Run, present: string[]) {
  const links = present.map((id) => el('a', { href: '#' + id }, LINKS[id]));
  const list = checks(run).filter((check) => present.includes(check.section));
  return el(
    'header',
    { class: 'top' },
    el(
      'div',
      { class: 'topbar' },
      el('a', { href: '#tidegate', class: 'word' }, 'Tidegate benchmark'),
      el('nav', { 'aria-label': 'Sections' }, links),
      el('div', { class: 'spacer' }),
      themeSwitch(() => {}),
    ),
    el('div', { class: 'hero' }, verdict(run), about(run)),
    list.length > 0 && el('ul', { class: 'checks', 'aria-label': 'Checks of this result' }, list.map(checkEntry)),
    command(run.data.command, 'this run'),
  );
}

function verdict(run: Run) {
  const { data_set: set, detectors } = run.data;
  const [strong, rest] = headline(run);
  const scope = `${set.title} \u00b7 ${plural(detectors.length, 'detector')}, ${plural(set.series, 'series', 'series')}`;
  return el(
    'div',
    { class: 'verdict' },
    el('p', { class: 'eyebrow' }, scope),
    el('h1', {}, el('span', {}, strong), rest),
    el('p', { class: 'sub' }, groupWords(run)),
  );
}

function groupWords(run: Run) {
  const group = leadingGroup(run);
  const { ranks } = run.data;
  if (run.data.detectors.length < 2) return null;
  if (!ranks || !group.length) return 'Without average ranks and a critical difference, read differences with care.';
  const metric = run.wordsOf(ranks.metric);
  if (group.length === 1)
    return `By average rank of ${metric}, ${group[0]} differs from all others by more than chance.`;
  if (group.length === ranks.average.length)
    return `By average rank of ${metric}, no two detectors differ by more than chance.`;
  const others = group.length > 5 ? `${plural(group.length - 1, 'detector')}` : listed(group.slice(1));
  return `By average rank of ${metric}, ${group[0]} cannot be told from ${others}; the rest is worse by more than chance.`;
}

const listed = (names: string[]) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;

function checkEntry(c: Check) {
  const status = el('span', { class: 'sr' }, ` (${STATUS_WORDS[c.status]})`);
  const link = el(
    'a',
    { href: '#' + c.section },
    el('span', { class: 'check-title' }, mark(c.status), c.title, status),
    el('strong', {}, c.value),
    el('span', { class: 'muted' }, c.detail),
  );
  return el('li', { class: c.status }, link);
}

function about({ data }: Run) {
  const { data_set: set } = data;
  const rows: [string, Child][] = [
    ['Data set', set.title === set.name ? set.title : `${set.title} (${set.name})`],
    ['Source', set.source],
    ['Split', set.split],
    ['Digest', set.digest ? digest(set.digest) : '\u2013'],
    ['Seed', String(data.seed)],
    ['Tried', plural(data.configurations_tried, 'configuration')],
    ['Took', data.wall_seconds === null ? '\u2013' : duration(data.wall_seconds * 1000)],
    ['Made', `by Tidegate ${data.tidegate} from ${integer(set.series)} series`],
  ];
  const entries = rows.map(([name, words]) => [el('dt', {}, name), el('dd', {}, words)]);
  const summary = el('summary', {}, 'What was compared');
  return el('details', { class: 'about', open: !isPhone() }, summary, el('dl', { class: 'facts' }, entries));
}

/** Short; whole on demand. */
function digest(whole: string) {
  const code = el('code', {}, whole.slice(0, 12));
  const more = button(
    'Show all of it',
    () => {
      code.textContent = whole;
      more.remove();
    },
    { class: 'text' },
  );
  const copy = copyButton(() => whole, 'the digest');
  return [code, ' ', more, ' ', copy];
}
