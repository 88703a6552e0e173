/** The comment in every clip of the sample corpus, by which the product knows it wherever it meets it. */
export const SYNTHETIC_COMMENT = 'Synthetic speech made by Speech Emotion Lab; not a recording of a person.';

export const isSynthetic = (comment: string): boolean => comment === SYNTHETIC_COMMENT;
