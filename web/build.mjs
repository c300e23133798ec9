// Bundles each page into one HTML shell in three parts, which the C++ writer fills:
//   head · title · middle · arrays and JSON · tail
// Usage: node build.mjs [--modules DIR] [--embed FILE.cpp] [--parts FILE.json]
//   --modules  folder that holds node_modules (default: this one)
//   --embed    C++ source that will hold the parts as bytes; without it, only the weight is told
//   --parts    the same parts as JSON, {page: {head, middle, tail}}: tests fill them without C++
import { createRequire } from 'node:module';
import { writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const PAGES = {
  report: {
    words: 'report page',
    unscripted: 'This page draws its charts with JavaScript, which is switched off here. The events',
  },
  benchmark: {
    words: 'page of a benchmark run',
    unscripted: 'This page draws its tables and figures with JavaScript, which is switched off here. The numbers',
  },
};

const here = dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({
  options: { modules: { type: 'string', default: here }, embed: { type: 'string' }, parts: { type: 'string' } },
});
const modules = resolve(options.modules, 'node_modules');
const esbuild = createRequire(join(modules, 'package.json'))('esbuild');

const pages = Object.fromEntries(await Promise.all(Object.keys(PAGES).map(async (name) => [name, await shell(name)])));
if (options.embed) await writeFile(options.embed, embedded(pages));
if (options.parts) await writeFile(options.parts, JSON.stringify(pages));
for (const [name, parts] of Object.entries(pages))
  console.log(`${PAGES[name].words}: ${(Object.values(parts).join('').length / 1000).toFixed(0)} kB without data`);

/** The three parts of a page. */
async function shell(name) {
  const [script, style] = await Promise.all([
    bundle(`src/${name}/main.ts`, { format: 'iife' }),
    bundle(`styles/${name}/${name}.css`),
  ]);
  return { head: head(), middle: middle(style, PAGES[name].unscripted), tail: tail(script) };
}

async function bundle(entry, extra = {}) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(here, entry)],
    bundle: true,
    minify: true,
    write: false,
    target: ['chrome100', 'firefox104', 'safari15.4'],
    nodePaths: [modules],
    legalComments: 'none',
    logLevel: 'error',
    ...extra,
  });
  return outputFiles[0].text.trim();
}

/** The policy lets the page run its own script and style, and load nothing at all. */
function head() {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:">
<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">
<title>`;
}

function middle(css, unscripted) {
  return `</title><style>${css}</style></head><body>
<noscript>${unscripted} are in the JSON at the end of this file.</noscript>
<div id="tidegate"></div>
`;
}

function tail(js) {
  return `<script>${js.replaceAll('</script', '<\\/script')}</script></body></html>\n`;
}

/** The parts as arrays of bytes: a string literal of this length is beyond what the language guarantees. */
function embedded(pages) {
  const all = Object.entries(pages);
  return `// Made by web/build.mjs.
#include "page/report_page.h"

namespace {
${all.map(arrays).join('')}}  // namespace

${all.map(([name, parts]) => definition(name, parts)).join('')}`;
}

function arrayName(page, part) {
  return `k_${page}_${part}`.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
}

function arrays([page, parts]) {
  const bytes = (text) => [...Buffer.from(text)].join(',').replace(/(.{100,116},)/g, '$1\n');
  const array = ([part, text]) => `constexpr unsigned char ${arrayName(page, part)}[] = {${bytes(text)}};\n`;
  return Object.entries(parts).map(array).join('');
}

function definition(page, parts) {
  const view = (name) => `{reinterpret_cast<const char*>(${name}), sizeof ${name}}`;
  const views = Object.keys(parts).map((part) => view(arrayName(page, part)));
  return `tidegate::ReportPage tidegate::${page}_page() { return {${views.join(', ')}}; }\n`;
}
