/**
 * National writings that libphonenumber does not know, because the country has abolished them; they are still in files and in
 * WhatsApp ids. The first is the number itself. Each is only a candidate: it counts when it is valid.
 */
export function nationalForms(digits: string, country: string): string[] {
  const forms = [digits];
  if (country === 'MX') {
    // Until 2019: 01 long distance, 044 and 045 to mobiles, 1 after the country code of mobiles.
    for (const prefix of ['01', '044', '045', '1', '521', '52'])
      if (digits.startsWith(prefix) && digits.length === prefix.length + 10)
        forms.push(digits.slice(prefix.length));
  }
  if (country === 'CO') {
    // Until 2021 landlines had one digit of area and seven of number: 1 234 5678 is now 601 234 5678.
    const bare = digits.startsWith('0') ? digits.slice(1) : digits;
    if (bare.length === 8 && /^[1-8]/.test(bare)) forms.push(`60${bare}`);
    if (bare.length === 10) forms.push(bare);
  }
  if (country === 'AR' && digits.startsWith('0')) forms.push(digits.slice(1));
  return forms;
}
