import assert from 'node:assert/strict';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { ERRORS } from '../../shared/protocol/errors.ts';
import { routes } from '../../shared/protocol/registry.ts';
import type { AnyRoute } from '../../shared/protocol/route.ts';
import { mountOpenApi } from './openapi.ts';

describe('the API document', () => {
  let server: Server;
  let url: string;
  before(async () => {
    const app = express();
    mountOpenApi(app);
    await new Promise<void>((resolve) => {
      server = app.listen(0, '127.0.0.1', () => resolve());
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
  });
  after(() => server.close());
  const all = Object.values(routes).flatMap((group) => Object.values(group) as AnyRoute[]);

  it('[VS50] names every route, its status and the statuses of its errors', async () => {
    const document = await (await fetch(`${url}/openapi.json`)).json();
    assert.equal(document.openapi, '3.1.0');
    for (const { path, method, status, errors, access } of all) {
      const operation = document.paths[`/api/v1${path}`]?.[method];
      assert.ok(operation, `${method} ${path}`);
      for (const answered of [status, ...errors.map((code) => ERRORS[code][0])]) {
        assert.ok(operation.responses[answered], `${method} ${path} ${answered}`);
      }
      assert.equal(operation.security !== undefined, access === 'signed_in');
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const named = operation.parameters.filter((one: { in: string }) => one.in === 'path');
      assert.deepEqual(named.map(({ name }: { name: string }) => name).sort(), inPath.sort());
    }
    const count = Object.values(document.paths as Record<string, object>).flatMap(Object.keys).length;
    assert.equal(count, all.length);
  });

  it('[VS50] resolves every reference that it makes', async () => {
    const text = await (await fetch(`${url}/openapi.json`)).text();
    const document = JSON.parse(text);
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference as string);
    assert.ok(references.length > 50);
    for (const reference of new Set(references)) {
      const found = reference
        .replace('#/', '')
        .split('/')
        .reduce((at, key) => at?.[key], document);
      assert.ok(found, reference);
    }
  });

  it('[VS51] serves a page that names every route and loads nothing', async () => {
    const answer = await fetch(`${url}/docs`);
    const page = await answer.text();
    assert.match(String(answer.headers.get('content-security-policy')), /default-src 'none'/);
    assert.ok(!/<script|<link|<img|src=|https?:\/\//.test(page.replace(/<pre[\s\S]*?<\/pre>/g, '')));
    for (const { path, summary } of all) {
      assert.ok(page.includes(`/api/v1${path}`), path);
      assert.ok(page.includes(summary.replaceAll("'", '&#39;')), summary);
    }
  });
});
