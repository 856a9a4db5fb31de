Attribute VB_Name = "XaRibbon"
Option Explicit
' One sub a button of ribbon.xml; the function of that name in xladdin.excel.ribbon does the work.

Public Sub XA_Score(control As IRibbonControl)
    XaPress "score"
End Sub

Public Sub XA_Check(control As IRibbonControl)
    XaPress "check"
End Sub

Public Sub XA_NextFinding(control As IRibbonControl)
    XaPress "next_finding"
End Sub

Public Sub XA_Mark(control As IRibbonControl)
    XaPress "mark"
End Sub

Public Sub XA_Unmark(control As IRibbonControl)
    XaPress "unmark"
End Sub

Public Sub XA_Report(control As IRibbonControl)
    XaPress "report"
End Sub

Public Sub XA_Freeze(control As IRibbonControl)
    XaPress "freeze"
End Sub

Public Sub XA_MergeFolder(control As IRibbonControl)
    XaPress "merge_folder"
End Sub

Public Sub XA_Doctor(control As IRibbonControl)
    XaPress "doctor"
End Sub

Public Sub XA_Manual(control As IRibbonControl)
    XaPress "manual"
End Sub
