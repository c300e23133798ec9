// Time zone and colours: radio buttons in the top bar.
import { el } from '../../shared/dom.js';

const STORE = 'tidegate-theme';

function choice(label, name, options, value, change) {
  return el('fieldset', { class: 'switch' }, el('legend', { class: 'sr' }, label), options.map(([v, words]) =>
    el('label', {}, el('input', { type: 'radio', name, value: v, checked: v === value, onchange: () => change(v) }), el('span', {}, words))));
}

/** Only for input with a zone of its own. */
export const zoneSwitch = state => state.clock.zoned
  ? choice('Time zone', 'zone', [['input', "File's time"], ['utc', 'UTC']], 'input', v => state.setUtc(v === 'utc')) : null;

const dark = matchMedia('(prefers-color-scheme: dark)');
let chosen = remembered();

/** Light, dark, or as the system has it; the choice is remembered where the browser allows. */
export function themeSwitch(state) {
  applyTheme(chosen);
  dark.addEventListener('change', () => { applyTheme(chosen); state.announce('theme'); });
  return choice('Colours', 'theme', [['auto', 'Auto'], ['light', 'Light'], ['dark', 'Dark']], chosen, v => {
    applyTheme(chosen = v);
    remember(v);
    state.announce('theme');
  });
}

export function applyTheme(theme = chosen) {
  document.documentElement.dataset.theme = theme === 'auto' ? (dark.matches ? 'dark' : 'light') : theme;
}

function remembered() {
  try { return localStorage.getItem(STORE) || 'auto'; } catch { return 'auto'; }  // file:// may refuse
}
function remember(theme) {
  try { localStorage.setItem(STORE, theme); } catch { /* the choice then lasts as long as the page */ }
}
