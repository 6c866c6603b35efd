/** Names of this machine itself: nothing that is sent there leaves it (RFC 6761, RFC 1122 section 3.2.1.3). */
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * The address of a centre as Hilo keeps it, without a slash at its end; null for one that is not used: tokens and customers' data travel
 * by https, or by http where they do not leave the machine. A user name, a question mark or a hash belongs to no centre.
 */
export const centreAddress = (text: string): string | null => {
  const url = URL.parse(text.trim());
  if (url === null || url.username !== '' || url.password !== '' || /[?#]/.test(text)) return null;
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback.test(url.hostname))) return null;
  return url.href.replace(/\/+$/, '');
};
