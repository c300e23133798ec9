// Top of the page: which detector is best, by how much, and whether the difference means anything.
import { command } from '../../shared/command.ts';
import { el } from '../../shared/dom.ts';
import { themeSwitch } from '../../shared/theme.ts';
import { duration, integer, plural } from '../../shared/words.ts';
import { copyButton } from '../../shared/announce.ts';
import { headline, isFloor, ordered, short, valueOf } from '../reader.ts';
import type { Benchmark } from '../wire.ts';

const SECTIONS = [
  ['leaderboard', 'Leaderboard'],
  ['cases', 'Cases'],
  ['series', 'Series'],
  ['data', 'Data'],
  ['settings', 'Settings'],
];

export function head(run: Benchmark) {
  const links = SECTIONS.map(([id, words]) => el('a', { href: '#' + id }, words));
  return el(
    'header',
    { class: 'top' },
    el(
      'div',
      { class: 'topbar' },
      el('a', { href: '#tidegate', class: 'word' }, 'Tidegate benchmark'),
      el('nav', { 'aria-label': 'Sections' }, links),
      el('div', { class: 'spacer' }),
      themeSwitch(() => undefined),
    ),
    el('div', { class: 'hero' }, verdict(run), facts(run)),
    command(run.command, 'this run'),
  );
}

function verdict(run: Benchmark) {
  const [metric] = headline(run);
  const [best, second] = ordered(
    run.detectors.filter((d) => !isFloor(d.name)),
    metric,
  );
  const eyebrow = el(
    'p',
    { class: 'eyebrow' },
    `${run.data_set.title}, ${plural(run.data_set.series, 'series', 'series')}`,
  );
  if (!best) return el('div', {}, eyebrow, el('h1', {}, 'No detector was measured.'));
  const lead = second && [`, ahead of ${second.name} with ${short(valueOf(second, metric))}`];
  return el(
    'div',
    {},
    eyebrow,
    el('h1', {}, el('span', {}, best.name), ` leads with ${metric.words} ${short(valueOf(best, metric))}`, lead, '.'),
    el('p', { class: 'sub' }, meaning(run, best.name), ' ', floor(run)),
  );
}

/** Whether the lead is more than chance. */
function meaning(run: Benchmark, best: string) {
  if (!run.ranks) return 'With one detector, or one series, there is nothing to compare.';
  const { average, critical_difference: apart } = run.ranks;
  const rank = average.find((r) => r.detector === best)?.rank;
  if (rank === undefined || !apart) return 'Whether the lead is more than chance is not known.';
  const alike = average.filter((r) => r.detector !== best && !isFloor(r.detector) && r.rank - rank < apart);
  if (!alike.length) return `By average rank no other detector comes near (critical difference ${short(apart)}).`;
  const names = alike.slice(0, 4).map((r) => r.detector);
  const more = alike.length > 4 ? ` and ${alike.length - 4} more` : '';
  return `The lead may be chance: by average rank ${names.join(', ')}${more} cannot be told apart from it.`;
}

function floor(run: Benchmark) {
  const [metric] = headline(run);
  const random = run.detectors.find((d) => d.name === 'random');
  return random ? `A random score reaches ${short(valueOf(random, metric))}.` : '';
}

function facts(run: Benchmark) {
  const digest = run.data_set.digest;
  const entries: [string, string | Node | (string | Node)[]][] = [
    ['Split', run.data_set.split],
    ['Source', run.data_set.source],
    ['Data', [el('code', {}, digest.slice(0, 12)), ' ', copyButton(() => digest, 'the digest')]],
    ['Seed', integer(run.seed)],
    ['Tried', plural(run.configurations_tried, 'configuration')],
    ['Time', run.wall_seconds === null ? 'not known' : duration(1000 * run.wall_seconds)],
    ['Version', run.tidegate],
  ];
  return el(
    'dl',
    { class: 'facts' },
    entries.map(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]),
  );
}
