// Every option with its origin, and where everything came from.
import { el, section } from '../../shared/dom.js';
import { copyButton } from '../../shared/announce.js';
import { oneLine } from './header.js';

const ORIGINS = { set: 'you', found: 'the data', default: 'default' };

export function settingsSection({ report }) {
  return section('settings', 'Settings and provenance', null, el('div', { class: 'grid' },
    el('article', {}, el('h3', {}, 'Settings', copyButton(() => toml(report), 'the settings as TOML')), settingsTable(report.settings)),
    el('article', {}, el('h3', {}, 'Provenance', copyButton(() => report.provenance.map(p => p.join(': ')).join('\n'), 'the provenance')),
      el('dl', { class: 'prov' }, report.provenance.map(([name, words]) => [el('dt', {}, name), el('dd', { class: 'num' }, words)])),
      el('p', { class: 'muted' }, 'This page is one file. It loads nothing, sends nothing, and keeps working without a network.'))));
}

const settingsTable = settings => el('div', { class: 'table-wrap' }, el('table', { class: 'plain settings' }, el('caption', { class: 'sr' }, 'Settings of this run'),
  el('thead', {}, el('tr', {}, ['Option', 'Value', 'From'].map(words => el('th', { scope: 'col' }, words)))),
  el('tbody', {}, settings.map(([group, name, value, origin]) => el('tr', {},
    el('th', { scope: 'row' }, el('span', { class: 'muted' }, group + '.'), name), el('td', { class: 'num' }, value),
    el('td', { class: origin === 'set' ? '' : 'muted' }, ORIGINS[origin]))))));

/** The settings as a configuration file for `--config`. */
function toml({ command, settings }) {
  let group = '', out = `# ${oneLine(command)}\n`;
  for (const [g, name, value] of settings) {
    if (g !== group) out += `\n[${group = g}]\n`;
    out += `${name} = ${/^-?\d+(\.\d+)?(e-?\d+)?$|^(true|false)$/.test(value) ? value : JSON.stringify(value)}\n`;
  }
  return out;
}
