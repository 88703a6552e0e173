const retryMs = 2000;

/**
 * Loads the script that defines the page's controls. Until then they keep their place and what they are told: a custom element takes over
 * what was set before it was defined.
 *
 * @returns a function that does it once
 */
export function createControlsLoader(): () => void {
  const own = document.currentScript as HTMLScriptElement;
  const { controls = '' } = own.dataset;
  const { nonce } = own;
  const load = (): void => {
    const script = document.createElement('script');
    script.nonce = nonce;
    script.src = controls;
    // A connection to a remote machine may break for a while.
    script.onerror = () => {
      script.remove();
      setTimeout(load, retryMs);
    };
    document.body.append(script);
  };
  let isAsked = false;
  return () => {
    if (!isAsked) load();
    isAsked = true;
  };
}
