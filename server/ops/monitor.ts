// The framework's own monitor, for whoever runs the installation: only where ADMIN_PASSWORD is set.

import { timingSafeEqual } from 'node:crypto';
import { monitor } from '@colyseus/monitor';
import type { Express, NextFunction, Request, Response } from 'express';
import type { Config } from '../platform/config.ts';

export function mountMonitor(app: Express, config: Pick<Config, 'adminPassword'>): void {
  const password = config.adminPassword;
  if (!password) return;
  app.use('/monitor', basicAuth(password), monitor());
}

const basicAuth = (password: string) => (req: Request, res: Response, next: NextFunction) => {
  const given = Buffer.from(/^Basic (.+)$/.exec(req.headers.authorization ?? '')?.[1] ?? '', 'base64').toString();
  const expected = Buffer.from(`admin:${password}`);
  const actual = Buffer.from(given);
  if (actual.length === expected.length && timingSafeEqual(actual, expected)) return next();
  res.setHeader('WWW-Authenticate', 'Basic realm="monitor"');
  res.status(401).end();
};
