//! Pictures of few colours, in few bytes: a palette in place of three bytes a point.

use std::collections::HashMap;
use std::io::Cursor;

use anyhow::{Context, Result};

/// As many as a byte can name.
const COLOURS: usize = 256;

/// The same picture as a PNG with a palette: of its commonest colours, and for every other one the
/// nearest of them, which among the greys of drawn letters nobody can tell.
pub(crate) fn squeeze(png: &[u8]) -> Result<Vec<u8>> {
    let mut reader = png::Decoder::new(Cursor::new(png)).read_info()?;
    let size = reader.output_buffer_size().context("it is too large")?;
    let mut bytes = vec![0; size];
    let frame = reader.next_frame(&mut bytes)?;
    let points = points(&bytes, frame.color_type.samples());
    let mut counts = HashMap::<[u8; 3], u32>::new();
    for point in &points {
        *counts.entry(*point).or_default() += 1;
    }
    let mut colours: Vec<_> = counts.into_iter().collect();
    // The colour as well, so that the same picture always gives the same bytes.
    colours.sort_unstable_by_key(|&(colour, count)| (u32::MAX - count, colour));
    let palette: Vec<[u8; 3]> = colours.iter().take(COLOURS).map(|&(c, _)| c).collect();
    let places: HashMap<[u8; 3], u8> = colours
        .iter()
        .map(|&(colour, _)| (colour, nearest(&palette, colour)))
        .collect();
    let indices: Vec<u8> = points
        .iter()
        .map(|point| places.get(point).copied().unwrap_or_default())
        .collect();

    let mut squeezed = Vec::new();
    let mut encoder = png::Encoder::new(&mut squeezed, frame.width, frame.height);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.write_header()?.write_image_data(&indices)?;
    Ok(squeezed)
}

/// The points of a picture with so many bytes a point, without how opaque they are: all are.
fn points(bytes: &[u8], samples: usize) -> Vec<[u8; 3]> {
    let point = |bytes: &[u8]| match *bytes {
        [red, green, blue, ..] => [red, green, blue],
        [grey, ..] => [grey; 3],
        [] => [0; 3],
    };
    bytes.chunks_exact(samples).map(point).collect()
}

/// The place of the colour that is most like another.
fn nearest(palette: &[[u8; 3]], colour: [u8; 3]) -> u8 {
    let distance = |other: &[u8; 3]| -> u32 {
        let squares = other.iter().zip(colour);
        squares.map(|(&a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
    };
    let places = 0..=u8::MAX;
    let found = places.zip(palette).min_by_key(|(_, other)| distance(other));
    found.map_or(0, |(place, _)| place)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::{nearest, points, squeeze};

    fn drawn(bytes: &[u8]) -> Vec<u8> {
        let mut png = Vec::new();
        let mut encoder = png::Encoder::new(&mut png, 40, 20);
        encoder.set_color(png::ColorType::Rgb);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(bytes).unwrap();
        writer.finish().unwrap();
        png
    }

    fn read(png: &[u8]) -> Vec<u8> {
        let mut decoder = png::Decoder::new(Cursor::new(png));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn a_picture_of_few_colours_stays_as_it_is() {
        let bytes: Vec<u8> = (0..800_u32)
            .flat_map(|place| [u8::try_from(place % 200).unwrap(), 7, 200])
            .collect();
        assert_eq!(read(&squeeze(&drawn(&bytes)).unwrap()), bytes);
    }

    #[test]
    fn a_colour_too_many_becomes_one_like_it() {
        let bytes: Vec<u8> = (0..800_u32)
            .flat_map(|place| {
                [
                    u8::try_from(place / 4).unwrap(),
                    u8::try_from(place % 3).unwrap(),
                    0,
                ]
            })
            .collect();
        let seen = read(&squeeze(&drawn(&bytes)).unwrap());
        assert_eq!(seen.len(), bytes.len());
        assert!(bytes.iter().zip(&seen).all(|(a, b)| a.abs_diff(*b) <= 3));
    }

    #[test]
    fn points_have_three_parts_whatever_they_are_made_of() {
        assert_eq!(points(&[1, 2, 3, 255], 4), [[1, 2, 3]]);
        assert_eq!(points(&[9], 1), [[9, 9, 9]]);
        assert_eq!(nearest(&[[0; 3], [200; 3]], [150; 3]), 1);
    }
}
