/** Folds what phones and input methods type for the same plain character, so that numbers and names can be compared. */

/** Full-width letters, digits and signs (ＡＺ０９－) to plain ones, the full-width space to a plain one. Nothing else changes. */
export const foldFullWidth = (text: string): string =>
  text
    .replace(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ');
