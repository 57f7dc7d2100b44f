import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Strict mode mounts everything twice in what is being developed, and only there.
process.env.NODE_ENV = 'development';

export default defineConfig({
  plugins: [react()],
  base: '/packages/react/',
  build: { outDir: '../pages/react', emptyOutDir: true },
});
