// Light, dark, or as the system has it; the choice is remembered where the browser allows.
import { el } from './dom.ts';

const STORE = 'tidegate-theme';

/** Radio buttons in a row. */
export function choice<V extends string>(
  label: string,
  name: string,
  options: [value: V, words: string][],
  value: V,
  change: (value: V) => void,
) {
  const option = ([v, words]: [V, string]) =>
    el(
      'label',
      {},
      el('input', { type: 'radio', name, value: v, checked: v === value, onchange: () => change(v) }),
      el('span', {}, words),
    );
  return el('fieldset', { class: 'switch' }, el('legend', { class: 'sr' }, label), options.map(option));
}

type Theme = 'auto' | 'light' | 'dark';

const dark = matchMedia('(prefers-color-scheme: dark)');
let chosen: Theme = remembered();

/** `changed()` is called after the colours are other ones. */
export function themeSwitch(changed: () => void) {
  applyTheme(chosen);
  dark.addEventListener('change', () => {
    applyTheme(chosen);
    changed();
  });
  const options: [Theme, string][] = [
    ['auto', 'Auto'],
    ['light', 'Light'],
    ['dark', 'Dark'],
  ];
  return choice('Colours', 'theme', options, chosen, (theme) => {
    chosen = theme;
    applyTheme(theme);
    remember(theme);
    changed();
  });
}

export function applyTheme(theme = chosen) {
  document.documentElement.dataset.theme = theme === 'auto' ? (dark.matches ? 'dark' : 'light') : theme;
}

function remembered(): Theme {
  try {
    const stored = localStorage.getItem(STORE);
    return stored === 'light' || stored === 'dark' ? stored : 'auto';
  } catch {
    return 'auto'; // file:// may refuse
  }
}
function remember(theme: Theme) {
  try {
    localStorage.setItem(STORE, theme);
  } catch {
    // the choice then lasts as long as the page
  }
}
