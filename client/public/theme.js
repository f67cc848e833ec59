// Runs before the first paint, so that nobody who chose dark is flashed with light. Kept in step with state/theme.ts.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('atrium.theme');
  } catch {
    // Storage is forbidden: follow the system.
  }
  const dark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
