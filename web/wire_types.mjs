// The types of the JSON inside each page, made from its schema, so that the schema stays their one source.
// Usage: node wire_types.mjs [--check]
//   --check  writes nothing and fails if a page's wire.ts is not what its schema says
import { readFile, writeFile } from 'node:fs/promises';
import { argv, exit } from 'node:process';

const PAGES = [
  { schema: 'schema.json', types: 'src/report/wire.ts' },
  { schema: 'benchmark.schema.json', types: 'src/benchmark/wire.ts' },
];
const PLAIN = { string: 'string', number: 'number', integer: 'number', boolean: 'boolean', null: 'null' };
// What says more than a type can: values are checked by the schema alone.
const UNTYPED = ['pattern', 'minimum', 'maximum', 'minItems', 'maxItems', 'description', '$schema', 'title', '$defs'];
const TYPED = ['type', '$ref', 'enum', 'const', 'oneOf', 'properties', 'required', 'items', 'prefixItems'];

function header(schema) {
  return `// Made from ${schema} by wire_types.mjs: do not edit. NaN arrives as null.\n`;
}

function named([name, node]) {
  return `${comment(node, '')}export type ${name} = ${type(node, '')};\n`;
}

function type(node, indent) {
  refuseUnknown(node);
  if (node.$ref) return node.$ref.replace('#/$defs/', '');
  if ('const' in node) return literal(node.const);
  if (node.enum) return node.enum.map(literal).join(' | ');
  if (node.oneOf) return node.oneOf.map((one) => type(one, indent)).join(' | ');
  if (node.prefixItems) return `[${node.prefixItems.map((one) => type(one, indent)).join(', ')}]`;
  if (node.type === 'array') return listOf(type(node.items, indent));
  if (node.type === 'object') return objectOf(node, indent);
  return [node.type].flat().map(plain).join(' | ');
}

/** An object with a schema for every value is a map. */
function objectOf({ properties, required = [], additionalProperties: values }, indent) {
  if (values) return `Record<string, ${type(values, indent)}>`;
  const inner = indent + '  ';
  const lines = Object.entries(properties).map(([name, node]) => {
    const optional = required.includes(name) ? '' : '?';
    return `${comment(node, inner)}${inner}${name}${optional}: ${type(node, inner)};\n`;
  });
  return `{\n${lines.join('')}${indent}}`;
}

const listOf = (entry) => (/ \| /.test(entry) ? `(${entry})[]` : `${entry}[]`);
const literal = (value) => (typeof value === 'string' ? `'${value}'` : String(value));
const comment = ({ description }, indent) => (description ? `${indent}/** ${description} */\n` : '');

function plain(name) {
  if (!PLAIN[name]) throw new Error(`no type is known for '${name}'`);
  return PLAIN[name];
}

/** A keyword that is passed over in silence would be a type that lies; objects are closed, or maps. */
function refuseUnknown(node) {
  for (const key of Object.keys(node)) {
    if (key === 'additionalProperties' && (node[key] === false || isMap(node))) continue;
    if (!UNTYPED.includes(key) && !TYPED.includes(key)) throw new Error(`the keyword '${key}' has no type`);
  }
}

const isMap = ({ properties, additionalProperties: values }) => !properties && values instanceof Object;

const at = (name) => new URL(name, import.meta.url);
let stale = false;
for (const { schema: name, types } of PAGES) {
  const schema = JSON.parse(await readFile(at(name), 'utf8'));
  const wanted = [header(name), ...Object.entries(schema.$defs).map(named), named([schema.title, schema])].join('\n');
  if (!argv.includes('--check')) await writeFile(at(types), wanted);
  else if ((await readFile(at(types), 'utf8')) !== wanted) {
    console.error(`${types} is not what ${name} says: run \`node web/wire_types.mjs\``);
    stale = true;
  }
}
if (stale) exit(1);
