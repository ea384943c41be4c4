/** Jobs at once. Those inside share the processor and the database with whoever asks; those outside mostly wait. */
export const placesInside = 4;
export const placesOutside = 24;
