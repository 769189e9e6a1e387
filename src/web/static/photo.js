// Makes a photo readable for an officer, light for a weak signal, and free of the place where it was taken.

const WIDEST = 1600;

/** As it is where the browser cannot read it: the officer may still. */
export async function smaller(file) {
  try {
    const image = await createImageBitmap(file);
    const scale = Math.min(1, WIDEST / Math.max(image.width, image.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    const jpeg = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.82));
    return jpeg ?? file;
  } catch {
    return file;
  }
}
