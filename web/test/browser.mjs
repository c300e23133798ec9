// What every browser test needs: Chromium, the pages made by the C++ writer, a page that reports its faults.
import { createRequire } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import assert from 'node:assert/strict';

const modules = process.env.TIDEGATE_NODE_MODULES ?? resolve(import.meta.dirname ?? '.', '..');
export const require = createRequire(join(resolve(modules), 'package.json'));
const { chromium } = require('playwright-core');

const folder = process.env.TIDEGATE_PAGES;
assert.ok(folder && existsSync(folder), 'TIDEGATE_PAGES must name the folder that report_pages has written');

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Fails if Chromium is absent: `./check` installs it. */
export function launch() {
  const executablePath = process.env.TIDEGATE_CHROMIUM ?? '/usr/bin/chromium';
  assert.ok(
    existsSync(executablePath),
    `${executablePath} is missing: apt-get install chromium, or set TIDEGATE_CHROMIUM`,
  );
  return chromium.launch({ executablePath, args: FLAGS });
}

/** A page of that folder by its name, or any by its path. */
export const pagePath = (name) => (isAbsolute(name) ? name : join(folder, `${name}.html`));

/** The JSON inside a page. */
export const reportOf = (name) =>
  JSON.parse(/id="tidegate-report">(.*?)<\/script>/s.exec(readFileSync(pagePath(name), 'utf8'))[1]);

/** Opens a page; `faults` collects console errors, exceptions and requests beyond the file itself. */
export async function open(
  browser,
  name,
  { width = 1280, height = 900, scheme = 'light', hash = '', touch = false } = {},
) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    hasTouch: touch,
    isMobile: touch,
  });
  const page = await context.newPage();
  const faults = [];
  const address = pathToFileURL(pagePath(name)).href;
  page.on('console', (m) => {
    if (['error', 'warning'].includes(m.type())) faults.push(`console: ${m.text()}`);
  });
  page.on('pageerror', (e) => faults.push(`exception: ${e.message}`));
  page.on('request', (r) => {
    if (!r.url().startsWith(address) && !r.url().startsWith('data:')) faults.push(`request: ${r.url()}`);
  });
  await page.goto(address + hash);
  await page.waitForFunction(() => window.tidegate);
  await settle(page);
  return { page, faults, close: () => context.close() };
}

/** Two frames: what a change queued has then been drawn. */
export const settle = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

export const view = (page) => page.evaluate(() => [window.tidegate.state.view.x0, window.tidegate.state.view.x1]);
export const selected = (page) => page.evaluate(() => window.tidegate.state.selected?.id ?? null);
export const heading = (page) => page.locator('h1').innerText();

/** Number of pixels of a canvas that have exactly this colour. */
export const pixels = (page, canvas, hex) =>
  page
    .locator(canvas)
    .first()
    .evaluate((node, colour) => {
      const { data } = node.getContext('2d').getImageData(0, 0, node.width, node.height);
      const [r, g, b] = [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16));
      let count = 0;
      for (let i = 0; i < data.length; i += 4) if (data[i] === r && data[i + 1] === g && data[i + 2] === b) count++;
      return count;
    }, hex);
