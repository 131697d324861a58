# The fonts of pages and pictures, as their Debian packages hold them: embedded_fonts.
set(font_files)

# Adds the font file, found under FABULA_FONT_ROOT, to the program as <name>.
function(add_font name file)
    if(NOT EXISTS "${FABULA_FONT_ROOT}/${file}")
        message(FATAL_ERROR "The font ${FABULA_FONT_ROOT}/${file} is missing. "
            "packaging/packages.txt names its package; FABULA_FONT_ROOT names another folder.")
    endif()
    set(font_files ${font_files} "${name}=${FABULA_FONT_ROOT}/${file}" PARENT_SCOPE)
endfunction()

add_font(CourierPrime           "opentype/courier-prime/Courier Prime.otf")
add_font(CourierPrimeBold       "opentype/courier-prime/Courier Prime Bold.otf")
add_font(CourierPrimeItalic     "opentype/courier-prime/Courier Prime Italic.otf")
add_font(CourierPrimeBoldItalic "opentype/courier-prime/Courier Prime Bold Italic.otf")
add_font(OpenSans               truetype/open-sans/OpenSans-Regular.ttf)
add_font(OpenSansBold           truetype/open-sans/OpenSans-Bold.ttf)
add_font(ComicNeue              opentype/comic-neue/ComicNeue-Regular.otf)
add_font(ComicNeueBold          opentype/comic-neue/ComicNeue-Bold.otf)
add_font(ComicNeueItalic        opentype/comic-neue/ComicNeue-Italic.otf)
add_font(ComicNeueBoldItalic    opentype/comic-neue/ComicNeue-BoldItalic.otf)
add_font(DejaVuSans             truetype/dejavu/DejaVuSans.ttf)
add_font(DejaVuSansBold         truetype/dejavu/DejaVuSans-Bold.ttf)
add_font(DejaVuSansMono         truetype/dejavu/DejaVuSansMono.ttf)
add_font(DejaVuSansMonoBold     truetype/dejavu/DejaVuSansMono-Bold.ttf)

# CMU Typewriter stands in for the letters that Courier Prime lacks; these alone are embedded.
add_executable(subset_font ${CMAKE_SOURCE_DIR}/packaging/subset_font.cpp)
target_link_libraries(subset_font PRIVATE harfbuzz)
set(typewriter_letters 20 a0 100-24f 370-3ff 400-52f 1e00-1eff 1f00-1fff 2116)

function(add_typewriter name file)
    add_font(${name} truetype/cmu/${file})
    set(subset ${CMAKE_BINARY_DIR}/fonts/${name}.ttf)
    add_custom_command(
        OUTPUT ${subset}
        COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/fonts
        COMMAND subset_font ${FABULA_FONT_ROOT}/truetype/cmu/${file} ${subset} ${typewriter_letters}
        DEPENDS subset_font ${FABULA_FONT_ROOT}/truetype/cmu/${file}
        VERBATIM)
    list(TRANSFORM font_files REPLACE "^${name}=.*$" "${name}=${subset}")
    set(font_files ${font_files} PARENT_SCOPE)
endfunction()

add_typewriter(Typewriter           cmuntt.ttf)
add_typewriter(TypewriterBold       cmuntb.ttf)
add_typewriter(TypewriterItalic     cmunit.ttf)
add_typewriter(TypewriterBoldItalic cmuntx.ttf)

embed_files(fonts ${font_files})
