// Sets the fixed theme before the first paint. A plain script: it must not wait for the modules.
try {
    const fixed = localStorage.getItem("fabula.theme");
    if (fixed === '"light"' || fixed === '"dark"') {
        document.documentElement.dataset["theme"] = fixed.slice(1, -1);
    }
} catch {
    // Storage is switched off: the system's theme stands.
}
