import type { EmotionEstimate, ToClipPage } from '../../protocol/clipView.ts';

type Reasons = Extract<ToClipPage, { type: 'reasons' }>;
type PartEstimate = Extract<ToClipPage, { type: 'selectionEstimate' }>;

/** What the model answered on demand about one page's clip: sent, and kept for when the page comes back into sight. */
export interface AnswerFeed {
  /** @param estimate the one that stood above the reasons; reasons are of one answer, another one makes them wrong */
  putReasons(message: Reasons, estimate: EmotionEstimate | undefined): void;
  putPart(message: PartEstimate): void;
  /** Sends what is known of a state of the file and, as to reasons, of its estimate. */
  show(version: number, estimate: EmotionEstimate | undefined): void;
}

export function createAnswerFeed(post: (message: ToClipPage) => void): AnswerFeed {
  let reasons: { readonly message: Reasons; readonly of: string } | undefined;
  let part: PartEstimate | undefined;
  const keyOf = (estimate: EmotionEstimate | undefined): string => JSON.stringify(estimate ?? null);
  return {
    putReasons(message, estimate) {
      reasons = { message, of: keyOf(estimate) };
      post(message);
    },
    putPart(message) {
      part = message;
      post(message);
    },
    show(version, estimate) {
      if (reasons?.message.version === version && reasons.of === keyOf(estimate)) post(reasons.message);
      if (part?.version === version) post(part);
    },
  };
}
