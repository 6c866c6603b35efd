/** Puts the focus into a field and brings it into sight: one that has the focus already may have been moved below the edge by what is told above it. */
export const goToField = (field: HTMLInputElement | null): void => {
  field?.focus();
  field?.scrollIntoView({ block: 'nearest' });
};
