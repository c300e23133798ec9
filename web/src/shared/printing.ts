// On paper the page is light, with everything unfolded.
import { applyTheme } from './theme.ts';

export function addPrinting(recolour: () => void) {
  addEventListener('beforeprint', () => {
    applyTheme('light');
    recolour();
    document.querySelectorAll('details').forEach((d) => {
      d.open = true;
    });
  });
  addEventListener('afterprint', () => {
    applyTheme();
    recolour();
  });
}
