import { IconFileText, IconFileTypePdf, IconPhoto } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { type AttachmentKind, isPicture } from '#shared/attachment/kinds.ts';
import classes from './files.module.css';
import { Picture } from './picture.tsx';
import { thumbnail } from './pictures.ts';

type ThumbProps = {
  id: string;
  kind: AttachmentKind | null;
  /** Gives the content; null: it is not here. */
  read: (() => Promise<Uint8Array<ArrayBuffer> | null>) | null;
};

/** A small picture of a file, or of what kind it is. Decoration: its name stands beside it. */
export function Thumb({ id, kind, read }: ThumbProps) {
  const [bitmap, setBitmap] = useState<ImageBitmap | null>(null);
  const isThere = read !== null && isPicture(kind);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `read` is another function at every render
  useEffect(() => {
    if (!isThere || read === null) return setBitmap(null);
    let isShown = true;
    void thumbnail(id, read).then((made) => {
      if (isShown && typeof made !== 'string') setBitmap(made);
    });
    return () => {
      isShown = false;
    };
  }, [id, isThere]);
  const Icon = kind === 'pdf' ? IconFileTypePdf : kind === 'text' ? IconFileText : IconPhoto;
  return (
    <span className={classes.thumb}>
      {bitmap ? (
        <Picture bitmap={bitmap} label="" className={classes.thumbPicture} />
      ) : (
        <Icon size={26} stroke={1.4} aria-hidden="true" />
      )}
    </span>
  );
}
