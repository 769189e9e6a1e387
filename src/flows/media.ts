/** What a photo, voice message or file is called in a conversation; the bytes are the store's. */

export type MediaKind = 'photo' | 'voice' | 'video' | 'document';

/** A photo, voice message or file shown with a message; the channel reads the bytes through a permission check. */
export type Attachment = { readonly kind: MediaKind; readonly mediaId: string };
