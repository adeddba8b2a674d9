// The image block of Wagtail, but for one thing: the title of a file (« IMG_4032 ») is never offered as its alternative.
// A description that somebody wrote with the image is.
{
  const { StructBlockDefinition } = window.wagtailStreamField.blocks;

  class WordedImageBlock extends StructBlockDefinition {
    render(placeholder, prefix, state, error) {
      const block = super.render(placeholder, prefix, state, error);
      const alternative = document.getElementById(`${prefix}-alt_text`);
      const decorative = document.getElementById(`${prefix}-decorative`);
      const follow = () => alternative.toggleAttribute("disabled", decorative.checked);
      follow();
      decorative.addEventListener("change", follow);
      block.childBlocks.image.widget.addEventListener("chosen", ({ detail }) => {
        const isWritten = detail.default_alt_text !== detail.title;
        if (isWritten && !alternative.value) alternative.value = detail.default_alt_text;
      });
      return block;
    }
  }

  window.telepath.register("trajectoires.content.WordedImageBlock", WordedImageBlock);
}
