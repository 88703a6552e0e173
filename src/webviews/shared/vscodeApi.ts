interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The page's one line to its host: what may be sent and received is fixed by the page's protocol. */
export interface Host<FromPage, State> {
  post(message: FromPage): void;
  /** The state of the page's last life, as far as it still has the expected shape. */
  readonly restored: Partial<State>;
  keep(state: State): void;
}

/**
 * Connects the page to its host. The editor hands out its API once a page, so call this once.
 *
 * @param receive gets each message; the host is the page's own extension, so its shape is trusted once it has a `type`
 */
export function connectToHost<ToPage extends { readonly type: string }, FromPage, State>(receive: (message: ToPage) => void): Host<FromPage, State> {
  const api = acquireVsCodeApi();
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = event.data;
    if (typeof message === 'object' && message !== null && typeof (message as { type?: unknown }).type === 'string') receive(message as ToPage);
  });
  const state = api.getState();
  return {
    post: (message) => api.postMessage(message),
    restored: typeof state === 'object' && state !== null ? (state as Partial<State>) : {},
    keep: (next) => api.setState(next),
  };
}
