// Asks a SPARQL endpoint with a client from npm: node ask.mjs CLIENT ENDPOINT < queries.json > answers.json
// Queries are [form, text] pairs; an answer is a boolean, rows of terms by variable, or triples of terms.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [client, endpoint] = process.argv.slice(2);
const require = createRequire(`${process.cwd()}/`);
const term = one => ({
  type: one.termType,
  value: one.value,
  language: one.language ?? '',
  datatype: one.datatype?.value ?? '',
});
const triple = one => [term(one.subject), term(one.predicate), term(one.object)];
const all = stream => new Promise((resolve, reject) => {
  const found = [];
  stream.on('data', one => found.push(one)).on('error', reject).on('end', () => resolve(found));
});

async function fetching() {
  const { SparqlEndpointFetcher } = require('fetch-sparql-endpoint');
  const fetcher = new SparqlEndpointFetcher();
  const row = one => Object.fromEntries(Object.entries(one).map(([name, value]) => [name, term(value)]));
  return {
    ASK: text => fetcher.fetchAsk(endpoint, text),
    SELECT: async text => (await all(await fetcher.fetchBindings(endpoint, text))).map(row),
    CONSTRUCT: async text => (await all(await fetcher.fetchTriples(endpoint, text))).map(triple),
  };
}

async function comunica() {
  const { QueryEngine } = require('@comunica/query-sparql');
  const engine = new QueryEngine();
  const from = { sources: [{ type: 'sparql', value: endpoint }] };
  const row = one => Object.fromEntries([...one].map(([name, value]) => [name.value, term(value)]));
  return {
    ASK: text => engine.queryBoolean(text, from),
    SELECT: async text => (await (await engine.queryBindings(text, from)).toArray()).map(row),
    CONSTRUCT: async text => (await (await engine.queryQuads(text, from)).toArray()).map(triple),
  };
}

const ask = await (client === 'comunica' ? comunica() : fetching());
const answers = [];
for (const [form, text] of JSON.parse(readFileSync(0, 'utf8'))) {
  answers.push(await ask[form](text));
}
process.stdout.write(JSON.stringify(answers));
