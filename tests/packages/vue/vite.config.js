import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [vue({
    template: { compilerOptions: { isCustomElement: (tag) => /^(conversion-calculator|lifetime-value-projector)$/.test(tag) } },
  })],
  base: '/packages/vue/',
  build: { outDir: '../pages/vue', emptyOutDir: true },
});
