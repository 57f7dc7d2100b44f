// Starts the builder. Stands behind the bindings in one function; the build fills in BUILDER_MODULE.
wasm_bindgen({ module_or_path: new URL(BUILDER_MODULE, document.currentScript.src) }).catch(() => {
  const waiting = document.querySelector('.waiting');
  if (waiting) waiting.textContent = 'The form cannot start in this browser. The lines below work all the same.';
});
