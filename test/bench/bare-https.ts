/**
 * An https server that answers every request with the content of a file: the floor of the Kubernetes benchmark.
 * node bare-https.ts CERTIFICATE_AND_KEY ANSWER. Prints its port.
 */
import { readFileSync } from 'node:fs';
import https from 'node:https';
import type { AddressInfo } from 'node:net';

const [pem = '', answer = ''] = process.argv.slice(2);
const identity = readFileSync(pem);
const body = readFileSync(answer);
const server = https.createServer({ cert: identity, key: identity }, (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${(server.address() as AddressInfo).port} \n`));
