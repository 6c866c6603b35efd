/** Digits alone, as many as a PIN has: rarely a password, and often a PIN that was typed where the password is asked for. */
export const looksLikePin = (text: string): boolean => /^\d{6,12}$/.test(text);
