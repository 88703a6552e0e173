/** Something that is done when the hand that asks for it rests, since it takes longer than a key. */
export interface AfterRest {
  ask(): void;
  /** Does what was asked for at once, if it is still to be done. */
  hurry(): void;
}

const REST_MS = 150;

export function afterRest(act: () => void): AfterRest {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hurry = (): void => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    act();
  };
  return {
    ask() {
      clearTimeout(timer);
      timer = setTimeout(hurry, REST_MS);
    },
    hurry,
  };
}
