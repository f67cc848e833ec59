// The browser build. The client lies in client/, the result in build/client, which the server serves.

import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { scene } from './client/vite/scene.ts';

const SERVER = 'http://127.0.0.1:2567';
const module = (names: string): RegExp => new RegExp(`[\\\\/]node_modules[\\\\/](?:${names})[\\\\/]`);

export default defineConfig({
  root: 'client',
  plugins: [react(), tailwindcss(), scene()],
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': { target: SERVER, xfwd: true },
      '/matchmake': { target: SERVER },
      // Rooms: /<process id>/<room id>
      '^/[A-Za-z0-9_-]{9}/[A-Za-z0-9_-]+': { target: SERVER, ws: true },
    },
  },
  build: {
    outDir: '../build/client',
    emptyOutDir: true,
    target: 'es2022',
    // Phaser, which is loaded when a world is entered, has no smaller form.
    chunkSizeWarningLimit: 1500,
    // A font inlined as data: would break `font-src 'self'`.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // With its setting, so that no schema is made before it, see client/zod.ts.
            { name: 'zod', test: /[\\/]node_modules[\\/]zod[\\/]|[\\/]client[\\/]zod\.ts$/ },
            { name: 'phaser', test: module('phaser') },
            { name: 'colyseus', test: module('@colyseus') },
            { name: 'react', test: module('react|react-dom|scheduler|zustand') },
          ],
        },
      },
    },
  },
});
