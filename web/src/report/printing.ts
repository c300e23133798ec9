// On paper the page is light, with everything unfolded.
import { applyTheme } from './sections/switches.js';

export function addPrinting(recolour) {
  addEventListener('beforeprint', () => {
    applyTheme('light');
    recolour();
    document.querySelectorAll('details').forEach(d => { d.open = true; });
  });
  addEventListener('afterprint', () => { applyTheme(); recolour(); });
}
