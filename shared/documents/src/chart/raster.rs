//! Charts as pixels, for word processors that do not draw SVG.

use crate::font::FILES;
use crate::limits::DocumentError;
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb::Database};
use std::sync::{Arc, LazyLock};

/// Pixels in a point: 200 in an inch.
const SCALE: f32 = 200.0 / 72.0;
/// CSS, which SVG follows, has 96 points in 72.
const POINTS_PER_PIXEL: f32 = 0.75;

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut database = Database::new();
    for file in FILES {
        database.load_font_data(file.to_vec());
    }
    Arc::new(database)
});

/// The drawing as PNG, on white.
pub(crate) fn png(svg: &str) -> Result<Vec<u8>, DocumentError> {
    let options = Options { fontdb: Arc::clone(&FONTS), ..Options::default() };
    let failed = |reason: String| DocumentError::Drawing(reason);
    let tree = Tree::from_str(svg, &options).map_err(|error| failed(error.to_string()))?;
    let size = tree.size().to_int_size().scale_by(SCALE * POINTS_PER_PIXEL);
    let size = size.ok_or_else(|| failed("a chart has no area".into()))?;
    let mut pixels = Pixmap::new(size.width(), size.height()).ok_or_else(|| failed("a chart is too large".into()))?;
    pixels.fill(Color::WHITE);
    let scale = SCALE * POINTS_PER_PIXEL;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| failed(error.to_string()))
}
