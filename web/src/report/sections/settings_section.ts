// Every option with its origin, and where everything came from.
import { copyButton } from '../../shared/announce.ts';
import { oneLine } from '../../shared/command.ts';
import { el, section } from '../../shared/dom.ts';
import type { State } from '../state.ts';
import type { Report, Setting } from '../wire.ts';

const ORIGINS = { set: 'you', found: 'the data', default: 'default' };

export function settingsSection({ report }: State) {
  const { provenance } = report;
  const lines = () => provenance.map((p) => p.join(': ')).join('\n');
  const facts = provenance.map(([name, words]) => [el('dt', {}, name), el('dd', { class: 'num' }, words)]);
  const promise = 'This page is one file. It loads nothing, sends nothing, and keeps working without a network.';
  return section(
    'settings',
    'Settings and provenance',
    null,
    el(
      'div',
      { class: 'grid' },
      el(
        'article',
        {},
        el(
          'h3',
          {},
          'Settings',
          copyButton(() => toml(report), 'the settings as TOML'),
        ),
        settingsTable(report.settings),
      ),
      el(
        'article',
        {},
        el('h3', {}, 'Provenance', copyButton(lines, 'the provenance')),
        el('dl', { class: 'prov' }, facts),
        el('p', { class: 'muted' }, promise),
      ),
    ),
  );
}

function settingsTable(settings: Setting[]) {
  const head = ['Option', 'Value', 'From'].map((words) => el('th', { scope: 'col' }, words));
  const row = ([group, name, value, origin]: Setting) =>
    el(
      'tr',
      {},
      el('th', { scope: 'row' }, el('span', { class: 'muted' }, group + '.'), name),
      el('td', { class: 'num' }, value),
      el('td', { class: origin === 'set' ? '' : 'muted' }, ORIGINS[origin]),
    );
  const table = el(
    'table',
    { class: 'plain settings' },
    el('caption', { class: 'sr' }, 'Settings of this run'),
    el('thead', {}, el('tr', {}, head)),
    el('tbody', {}, settings.map(row)),
  );
  return el('div', { class: 'table-wrap' }, table);
}

const PLAIN = /^-?\d+(\.\d+)?(e-?\d+)?$|^(true|false)$/;

/** The settings as a configuration file for `--config`. */
function toml({ command, settings }: Report) {
  let group = '';
  let out = `# ${oneLine(command)}\n`;
  for (const [of, name, value] of settings) {
    if (of !== group) out += `\n[${(group = of)}]\n`;
    out += `${name} = ${PLAIN.test(value) ? value : JSON.stringify(value)}\n`;
  }
  return out;
}
