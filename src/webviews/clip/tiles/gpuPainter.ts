import type { SpectrumTile } from '../../../protocol/clipTiles.ts';
import { colourShare, type ImageStyle } from './imageStyle.ts';
import { rowSpans } from './rowSpans.ts';
import type { TilePainter } from './tilePainter.ts';

/** More tiles than a screen and its overview hold; those not used for the longest time are let go first. */
const MOST_TEXTURES = 32;

const vertexSource = `#version 300 es
void main() {
  // One triangle that covers all.
  gl_Position = vec4(gl_VertexID == 1 ? 3 : -1, gl_VertexID == 2 ? 3 : -1, 0, 1);
}`;

const fragmentSource = `#version 300 es
precision highp float;
precision highp int;
uniform sampler2D levels; // (bin, column)
uniform sampler2D rows; // of each row of pixels, from the top: first bin, last bin, weight of the last or -1 for the loudest of all
uniform sampler2D colours;
uniform int height;
uniform float left; // where the first column of the tile begins, its margin included
uniform float columnPixels;
uniform vec2 shares; // of the lowest and the highest level between the first and the last colour
out vec4 colour;

float levelAt(int column, vec4 row) {
  int last = int(row.y);
  float level = texelFetch(levels, ivec2(int(row.x), column), 0).r;
  if (row.z >= 0.0) return mix(level, texelFetch(levels, ivec2(last, column), 0).r, row.z);
  for (int bin = int(row.x) + 1; bin <= last; bin++) level = max(level, texelFetch(levels, ivec2(bin, column), 0).r);
  return level;
}

void main() {
  vec4 row = texelFetch(rows, ivec2(height - 1 - int(gl_FragCoord.y), 0), 0);
  int lastColumn = textureSize(levels, 0).y - 1;
  float at = clamp((gl_FragCoord.x - left) / columnPixels - 0.5, 0.0, float(lastColumn));
  int column = int(at);
  float level = mix(levelAt(column, row), levelAt(min(column + 1, lastColumn), row), at - float(column));
  float share = clamp(mix(shares.x, shares.y, level), 0.0, 1.0);
  colour = texelFetch(colours, ivec2(int(share * 255.0 + 0.5), 0), 0);
}`;

const uniformNames = ['levels', 'rows', 'colours', 'height', 'left', 'columnPixels', 'shares'] as const;

/**
 * Paints by a graphics processor: tiles stay there as levels, so another scale, range or colour map costs nothing but another drawing.
 *
 * @returns whether it has painted; it cannot once the processor has been taken away. Undefined where it is too old for this.
 */
export function createGpuPainter(gl: WebGL2RenderingContext): ((...what: Parameters<TilePainter>) => boolean) | undefined {
  const program = link(gl);
  // The longest window has 2,049 bins, and a screen may have more rows than that.
  if (program === undefined || (gl.getParameter(gl.MAX_TEXTURE_SIZE) as number) < 4096) return undefined;
  const uniforms = Object.fromEntries(uniformNames.map((name) => [name, gl.getUniformLocation(program, name)])) as Record<(typeof uniformNames)[number], WebGLUniformLocation>;
  const [rows, colours] = [createTexture(gl), createTexture(gl)];
  const textures = new Map<SpectrumTile, WebGLTexture>();
  let shown: { readonly style: ImageStyle; readonly nBins: number } | undefined;
  gl.useProgram(program);
  [uniforms.levels, uniforms.rows, uniforms.colours].forEach((sampler, unit) => gl.uniform1i(sampler, unit));
  gl.enable(gl.SCISSOR_TEST);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);

  const bind = (unit: number, texture: WebGLTexture): void => {
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.bindTexture(gl.TEXTURE_2D, texture);
  };
  const show = (style: ImageStyle, nBins: number): void => {
    bind(1, rows);
    bind(2, colours);
    if (shown?.style === style && shown.nBins === nBins) return;
    shown = { style, nBins };
    const spans = Float32Array.from(rowSpans(style, nBins).flatMap(({ first, last, mix }) => [first, last, mix ?? -1, 0]));
    gl.activeTexture(gl.TEXTURE1);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA32F, style.height, 1, 0, gl.RGBA, gl.FLOAT, spans);
    gl.activeTexture(gl.TEXTURE2);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 256, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(style.colours));
    gl.uniform1i(uniforms.height, style.height);
    gl.uniform2f(uniforms.shares, colourShare(style, 0), colourShare(style, 255));
  };
  const bindTile = (tile: SpectrumTile): void => {
    const found = textures.get(tile);
    // A new texture takes the place of the one that is bound.
    gl.activeTexture(gl.TEXTURE0);
    const texture = found ?? createTexture(gl);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    if (found === undefined) gl.texImage2D(gl.TEXTURE_2D, 0, gl.R8, tile.nBins, tile.nColumns + 2, 0, gl.RED, gl.UNSIGNED_BYTE, tile.levels);
    textures.delete(tile);
    textures.set(tile, texture);
  };
  const forget = (): void => {
    for (const [tile, texture] of textures) {
      if (textures.size <= MOST_TEXTURES) return;
      gl.deleteTexture(texture);
      textures.delete(tile);
    }
  };

  return ({ context, ratio }, frame, tiles, style) => {
    if (gl.isContextLost()) return false;
    const width = Math.round(frame.width * ratio);
    const { canvas } = gl;
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== style.height) canvas.height = style.height;
    gl.viewport(0, 0, width, style.height);
    gl.scissor(0, 0, width, style.height);
    gl.clear(gl.COLOR_BUFFER_BIT);
    for (const { tile, left, columnPixels, from, to } of tiles) {
      const [first, end] = [from, to].map((x) => Math.round((x - frame.x) * ratio)) as [number, number];
      if (end <= first) continue;
      show(style, tile.nBins);
      bindTile(tile);
      gl.scissor(first, 0, end - first, style.height);
      gl.uniform1f(uniforms.left, (left - columnPixels - frame.x) * ratio);
      gl.uniform1f(uniforms.columnPixels, columnPixels * ratio);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
    }
    forget();
    context.drawImage(canvas, frame.x, frame.y, frame.width, frame.height);
    return true;
  };
}

/** A texture that is read value by value. */
function createTexture(gl: WebGL2RenderingContext): WebGLTexture {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  return texture;
}

function link(gl: WebGL2RenderingContext): WebGLProgram | undefined {
  const program = gl.createProgram();
  for (const [type, source] of [[gl.VERTEX_SHADER, vertexSource], [gl.FRAGMENT_SHADER, fragmentSource]] as const) {
    const shader = gl.createShader(type);
    if (shader === null) return undefined;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  return gl.getProgramParameter(program, gl.LINK_STATUS) === true ? program : undefined;
}
