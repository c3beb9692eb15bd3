import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { firstPage } from './firstPage.ts';
import { precompress } from './precompress.ts';
import { shellWorker } from './shellWorker.ts';

/** `TONGKE_MOCK=1 npm run dev` answers /api from dev/mock instead of a server. */
const mocked = process.env.TONGKE_MOCK === '1';
const server = process.env.TONGKE_SERVER ?? 'http://127.0.0.1:5080';

export default defineConfig(async () => ({
  plugins: [
    react(),
    firstPage(),
    precompress(),
    shellWorker(),
    ...(mocked ? [(await import('./dev/mock/plugin.ts')).mockServer()] : []),
  ],
  server: {
    port: Number(process.env.PORT ?? 5173),
    // The server takes sign-ins only from its own page: it must see the host that the browser sees.
    ...(mocked ? {} : { proxy: { '^/(api|openapi|docs|q)(/|$)': { target: server, changeOrigin: false } } }),
  },
  build: {
    outDir: process.env.TONGKE_WEB_OUT ?? '../src/Tongke.Server/wwwroot',
    emptyOutDir: true,
    chunkSizeWarningLimit: 700,
  },
  test: { environment: 'node', testTimeout: 30_000, hookTimeout: 60_000, include: ['src/**/*.test.ts', 'src/**/*.test.tsx'] },
}));
