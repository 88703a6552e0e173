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
  let isAsked = false;
  return () => {
    if (isAsked) return;
    isAsked = true;
    const script = document.createElement('script');
    script.nonce = nonce;
    script.src = controls;
    document.body.append(script);
  };
}
