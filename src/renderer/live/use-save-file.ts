import { useState } from 'react';
import { useWords } from '../words/words.ts';
import { tellDone } from './notices.ts';
import { type SaveAsk, saveFile } from './session.ts';

/** Saves files where the person says, and says where they are, or that nothing was saved. True: it is there. */
export function useSaveFile(): { save: (ask: SaveAsk) => Promise<boolean>; saving: boolean } {
  const { t } = useWords();
  const [saving, setSaving] = useState(false);
  const save = async (ask: SaveAsk): Promise<boolean> => {
    setSaving(true);
    const saved = await saveFile(ask);
    setSaving(false);
    if (saved === undefined) return false;
    if (saved) tellDone(t('notices.saved', saved), { long: true });
    else tellDone(t('notices.notSaved'));
    return saved !== null;
  };
  return { save, saving };
}
