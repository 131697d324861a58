set(source_files
    archive.cpp
    pdf_words.cpp
    sheet_builder.cpp
    source.cpp
    spreadsheet.cpp
    spreadsheet_csv.cpp)
